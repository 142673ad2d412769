import { writeFileSync } from "node:fs";
import { cutParts, written } from "./cut.tsx";

/** `npm run letters`: after a change of the components, or of React, before the tests. */
const file = new URL("letter.parts.json", import.meta.url);
writeFileSync(file, written(await cutParts()));
process.stdout.write("wrote emails/letter.parts.json\n");
