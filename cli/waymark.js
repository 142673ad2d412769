#!/usr/bin/env node
import { runOnOwnNode } from "./own-node.js";

await runOnOwnNode(new URL("./main.ts", import.meta.url));
