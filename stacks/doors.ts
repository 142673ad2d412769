import { deadLetters } from "./dead-letters.ts";
import { door } from "./door.ts";
import { consoleApi, hooksApi, pagesApi } from "./http.ts";
import { stage } from "./stage.ts";
import { readsStream } from "./table.ts";

// Processor time comes with memory: where somebody waits for the answer, a cold start may not take a second.
const answers = { memory: "1024 MB", timeout: "10 seconds" } as const;
// Step Functions waits for these, and tries again.
const steps = { memory: "1024 MB", timeout: "30 seconds" } as const;

const origins = {
  WAYMARK_ORIGIN: pagesApi.url,
  WAYMARK_CONSOLE_ORIGIN: consoleApi.url,
  WAYMARK_HOOKS_ORIGIN: hooksApi.url,
};

export const hook = door("hook", { ...answers, description: "Takes in partners' forms" });

export const feedback = door("feedback", {
  ...answers,
  description: "Hears from the mail provider what became of letters",
});

export const pages = door("pages", {
  ...answers,
  description: "What participants reach with a link from a letter",
  environment: origins,
});

export const consoleDoor = door("console", {
  ...answers,
  description: "The coordinators' console",
  environment: origins,
});

export const map = door("map", {
  memory: "1024 MB",
  timeout: "1 minutes",
  description: "Makes a person and a journey of what a form brought",
  besides: $util
    .all([readsStream, deadLetters.arn])
    .apply(([reads, queue]) => [...reads, { actions: ["sqs:SendMessage"], resources: [queue] }]),
});

export const advance = door("advance", { ...steps, description: "Moves a journey as far as it goes now" });
export const deliver = door("deliver", { ...steps, description: "Puts the rows of what was decided" });
export const awaitDoor = door("await", { ...steps, description: "Keeps the token that wakes a journey" });
export const renew = door("renew", { ...steps, description: "Goes on in a new execution" });
export const problem = door("problem", { ...steps, description: "Files what could not be delivered" });

export const ended = door("ended", {
  ...steps,
  description: "Hears of executions that were ended from outside",
});

export const postman = door("postman", {
  memory: "512 MB",
  timeout: "15 minutes",
  description: "Sends the mail, one letter at a time for all programs",
  environment: {
    ...origins,
    WAYMARK_MAIL_FROM: stage.mailFrom,
    WAYMARK_MAIL_RATE: String(stage.mailRate),
  },
  besides: readsStream,
  // A lease in the table sees to it as well; this keeps a second one from even starting.
  reserved: stage.postmanReserved,
  scheduled: true,
});

export const sweep = door("sweep", {
  memory: "1024 MB",
  timeout: "5 minutes",
  description: "Makes up each minute for every door that died",
  scheduled: true,
});

export const retention = door("retention", {
  memory: "512 MB",
  timeout: "5 minutes",
  description: "Clears away each hour what was kept long enough",
  scheduled: true,
});
