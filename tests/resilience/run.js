#!/usr/bin/env node
import { runOnOwnNode } from "../../cli/own-node.js";

await runOnOwnNode(new URL("./main.ts", import.meta.url));
