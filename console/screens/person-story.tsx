import type { FC } from "hono/jsx";
import type { Mail, Task } from "#adapters/store.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import type { Desk } from "../desk.ts";
import { Chip, MailChip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Why } from "../parts/why.tsx";
import { taskPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import type { Entry } from "../person/story.ts";
import { count, readable, type Words } from "../words.ts";
import { mailFixes } from "./trouble.tsx";

/** The timeline: days as headings, newest first, and behind every automatic entry its reason. */
export const Story: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const { entries, words } = gathered;
  if (entries.length === 0)
    return (
      <Empty title="Nothing has happened yet.">The first step is under way; look again in a moment.</Empty>
    );
  return (
    <ol class="story">
      {days(entries, desk.calendar.zone).map((day) => (
        <>
          <li class="day">
            {desk.calendar.longDay(day[0]!.at)} <span class="hint">{desk.calendar.distance(day[0]!.at)}</span>
          </li>
          {day
            .filter((entry) => !entry.quiet)
            .map((entry) => (
              <Line desk={desk} words={words} entry={entry} />
            ))}
          <Quiet desk={desk} words={words} entries={day.filter((entry) => entry.quiet)} />
        </>
      ))}
    </ol>
  );
};

/** Housekeeping of a day, for those who want to see all of it. */
const Quiet: FC<{ desk: Desk; words: Words; entries: Entry[] }> = ({ desk, words, entries }) =>
  entries.length === 0 ? null : (
    <li class="entry quiet">
      <span />
      <details>
        <summary>{count(entries.length, "smaller thing")}</summary>
        <ul class="story">
          {entries.map((entry) => (
            <Line desk={desk} words={words} entry={entry} />
          ))}
        </ul>
      </details>
    </li>
  );

const Line: FC<{ desk: Desk; words: Words; entry: Entry }> = ({ desk, words, entry }) => (
  <li class={entry.quiet ? "entry quiet" : "entry"}>
    <time datetime={entry.at}>{desk.calendar.time(entry.at)}</time>
    <div>
      <span>{entry.sentence}</span> {entry.mail && <MailChip mail={entry.mail} arrival={entry.arrival} />}
      {entry.task && <TaskChip desk={desk} task={entry.task} />}
      {entry.by && <span class="by"> by {entry.by}</span>}{" "}
      {entry.receipt && <Why words={words} receipt={entry.receipt} />}
      {entry.why && (
        <details>
          <summary>Why?</summary>
          <p class="why">{entry.why}</p>
        </details>
      )}
      {entry.mail && <Letter desk={desk} mail={entry.mail} />}
    </div>
  </li>
);

const TaskChip: FC<{ desk: Desk; task: Task }> = ({ desk, task }) => {
  if (task.state === "open")
    return (
      <>
        <Chip tone="amber">Task: open</Chip>{" "}
        {task.effect.work.kind !== "match" && (
          <a href={taskPath(desk.base, task.journey, task.effect.id)}>Open</a>
        )}
      </>
    );
  const when = task.closedAt ? ` ${desk.calendar.day(task.closedAt)}` : "";
  return task.state === "done" ? (
    <Chip tone="green">{`Task: done${when}`}</Chip>
  ) : (
    <Chip>{`Task: no longer needed${when}`}</Chip>
  );
};

/** The letter as it went out, without the personal addresses in it. */
const Letter: FC<{ desk: Desk; mail: Mail }> = ({ desk, mail }) => {
  const { frozen, reason, sentAt, effect } = mail;
  return (
    <>
      {reason && mail.state !== "sent" && (
        <p class="hint">{mailFixes[reason] ?? readable(reason.replaceAll(".", ": "))}</p>
      )}
      {frozen && (
        <details>
          <summary>Show the letter</summary>
          <p class="hint">
            To {frozen.to}
            {sentAt && sentAt !== effect.at && `, sent ${desk.calendar.moment(sentAt)}`}. Subject:{" "}
            <bdi>{frozen.subject}</bdi>
          </p>
          <p class="letter" dir="auto">
            {redacted(frozen.text)}
          </p>
        </details>
      )}
    </>
  );
};

/** Links in letters are personal: whoever has one can answer. What is kept of them opens nothing, and stays hidden here. */
const redacted = (text: string): string => text.replace(/https?:\/\/\S+\/[pu]\/\S+/g, "[personal link]");

/** Entries by day, the newest day first; inside a day, too, the newest first. */
function days(entries: Entry[], zone: string): Entry[][] {
  const byDay = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at, zone);
    byDay.set(day, [entry, ...(byDay.get(day) ?? [])]);
  }
  return [...byDay].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, day]) => day);
}
