import { dictionary } from "./match.ts";
import { byColumns } from "./pairs.ts";
import { people } from "./people.ts";

/** A child of `pairs.ts`: how far the process grows at most from holding two thousand people to having gone through their pairs. */
const mentees = people(dictionary, 1000, 1, "mentee.");
const mentors = people(dictionary, 1000, 2, "mentor.");
const before = process.memoryUsage.rss() / 1024;
byColumns(mentees, mentors);
process.send?.({ megabytes: (process.resourceUsage().maxRSS - before) / 1024 });
