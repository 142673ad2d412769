import type { Member, Trace } from "#adapters/store.ts";
import { Chip } from "../parts/chip.tsx";
import { Door } from "./entrance.tsx";

interface Shown {
  members: Member[];
  programs: string[];
  /** What was done here this month, and who wanted it and was refused; newest first. */
  traces: Trace[];
  self: Member;
  done?: string;
  wrong?: string;
}

/** Who may come in, as what, and what can be done about it. Nobody that a program is for stands here. */
export const staffPage = ({ members, programs, traces, self, done, wrong }: Shown) => (
  <Door title="Staff" error={wrong !== undefined}>
    {done && (
      <p class="flash" role="status">
        {done}
      </p>
    )}
    <p class="lead">
      Who may come into the console, and as what. <a href="/console">To the console</a>
    </p>
    <ul class="rows">
      {members.map((member) => (
        <Line member={member} self={member.id === self.id} />
      ))}
    </ul>
    <Add programs={programs} wrong={wrong} />
    <Done members={members} traces={traces} />
  </Door>
);

const Line = ({ member, self }: { member: Member; self: boolean }) => (
  <li>
    <span class="what">
      <bdi>{member.name}</bdi> {member.disabledAt && <Chip tone="red">closed</Chip>}
      {!member.disabledAt && member.app && <Chip tone="green">app set up</Chip>}
    </span>
    <span class="about">
      <span>{member.email ?? "by invitation only"}</span>
      <span>{rolesOf(member)}</span>
    </span>
    <span class="act">
      <Press member={member} act="log-out" label="Log out everywhere" />
      {member.app && !self && <Press member={member} act="new-app" label="New app" />}
      {!self && (
        <Press
          member={member}
          act={member.disabledAt ? "open" : "close"}
          label={member.disabledAt ? "Let in again" : "Close"}
        />
      )}
    </span>
  </li>
);

const Done = ({ members, traces }: Pick<Shown, "members" | "traces">) => {
  const named = (what: string) => members.find(({ id }) => id === what)?.name ?? what;
  if (traces.length === 0) return null;
  return (
    <details>
      <summary>What was done here this month</summary>
      <ul>
        {traces.map(({ at, name, did, where, what = [] }) => (
          <li>
            {at.slice(0, 16).replace("T", " ")} UTC: <bdi>{name}</bdi>{" "}
            {did === "denied" ? `wanted, and was refused: ${where}` : what.map(named).join(", ")}
          </li>
        ))}
      </ul>
    </details>
  );
};

const Press = ({ member, act, label }: { member: Member; act: string; label: string }) => (
  <form method="post" action={`/console/staff/${member.id}/${act}`}>
    <button class="button quiet small" type="submit" aria-label={`${label}: ${member.name}`}>
      {label}
    </button>
  </form>
);

const rolesOf = ({ roles, admin }: Member): string =>
  [
    ...Object.entries(roles).map(
      ([program, role]) => `${role} in ${program === "*" ? "all programs" : program}`,
    ),
    ...(admin ? ["manages staff"] : []),
  ].join(", ");

const Add = ({ programs, wrong }: { programs: string[]; wrong?: string }) => (
  <form class="card" method="post" action="/console/staff">
    <h2>Let somebody in</h2>
    {wrong && (
      <p class="wrong-words" role="alert">
        {wrong}
      </p>
    )}
    <p class="question">
      <label for="name">Name</label>
      <input id="name" name="name" type="text" required maxlength={80} />
    </p>
    <p class="question">
      <label for="email">Email address</label>
      <input id="email" name="email" type="email" required maxlength={254} />
    </p>
    <p class="question">
      <label for="role">As what</label>
      <select id="role" name="role">
        <option value="coordinator">Coordinator: runs the program</option>
        <option value="safeguarding">In charge of safety: reads all of it, can hold letters back</option>
        <option value="funder">Funder: reads figures, and sees nobody</option>
        <option value="admin">Manages staff: sees nobody</option>
      </select>
    </p>
    <p class="question">
      <label for="program">In which program</label>
      <select id="program" name="program">
        {programs.map((program) => (
          <option value={program}>{program}</option>
        ))}
        <option value="*">all of them</option>
      </select>
    </p>
    <button class="button" type="submit">
      Let them in
    </button>
  </form>
);
