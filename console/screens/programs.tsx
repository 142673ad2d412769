import { count } from "../words.ts";
import { Door } from "./entrance.tsx";

/** A program that somebody works in. */
export interface Working {
  /** Where this person begins in it. */
  path: string;
  name: string;
  /** How many tasks are open; nothing for whom tasks are no matter. */
  tasks?: number;
}

/** Where somebody begins who works in several programs. */
export const programsPage = (programs: Working[]) => (
  <Door title="Programs">
    <ul class="rows">
      {programs.map(({ path, name, tasks }) => (
        <li>
          <span class="what">
            <a href={path}>{name}</a>
          </span>
          {tasks !== undefined && (
            <span class="about">
              {tasks === 0 ? "No open tasks" : count(tasks, "open task", "open tasks")}
            </span>
          )}
        </li>
      ))}
    </ul>
  </Door>
);
