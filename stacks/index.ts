// What comes into being, in this order. Each file has one noun, and imports what it needs of the others.
import "./key.ts"; // encrypts everything below
import "./table.ts"; // people, journeys, mail
import "./erasures.ts"; // who was erased
import "./secrets.ts"; // what only we and our partners know
import "./dead-letters.ts"; // what could not be handed over
import "./http.ts"; // the three hosts, first, so that the functions know their addresses
import "./doors.ts"; // the fourteen functions, each with a role and a log of its own
import "./routes.ts"; // which address calls which
import "./machine.ts"; // drives each journey through five of them
import "./stream.ts"; // makes things quick
import "./ended.ts"; // hears when an execution was ended before its journey
import "./schedules.ts"; // makes things sure
import "./alarms.ts"; // says so when they are not
import "./dashboard.ts"; // shows how it goes
import "./budget.ts"; // says so when it gets dear

export { outputs } from "./outputs.ts"; // what the commands need to find all of it
