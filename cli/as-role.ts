import { Option } from "commander";

/** Of commands that say why: what stands in the reasons is only what that role may see. */
export const asRole = new Option(
  "--as <role>",
  "show only what this role may see, such as mentee; a coordinator sees everything",
).default("coordinator");
