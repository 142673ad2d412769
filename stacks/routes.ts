import { consoleDoor, feedback, hook, pages } from "./doors.ts";
import { consoleApi, hooksApi, pagesApi } from "./http.ts";

hooksApi.route("POST /hooks/{program}/{form}", hook.arn, { name: "Form" });
// For senders that cannot sign: the end of the address is the secret, and no log has it (stacks/http.ts).
hooksApi.route("POST /hooks/{program}/{form}/{key}", hook.arn, { name: "Address" });
hooksApi.route("POST /hooks/resend", feedback.arn, { name: "Feedback" });
// API Gateway's own 404 would make Typeform switch a form off for good: any other address is the hook's to refuse.
hooksApi.route("$default", hook.arn, { name: "Other" });

// ANY, because scanners of mail ask with HEAD, and changing nothing for them is the pages' own work.
pagesApi.route("ANY /p/{proxy+}", pages.arn, { name: "Page" });
pagesApi.route("ANY /u/{proxy+}", pages.arn, { name: "Unsubscribe" });

consoleApi.route("ANY /console", consoleDoor.arn, { name: "Entrance" });
consoleApi.route("ANY /console/{proxy+}", consoleDoor.arn, { name: "Screen" });
