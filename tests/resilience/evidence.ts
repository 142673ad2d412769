import type { Evidence } from "./auditor/evidence.ts";
import type { House } from "./house.ts";
import { patience, programs } from "./program.ts";
import type { Accepted, Applicant } from "./senders.ts";

/** What is left of a run, as the auditor wants it. */
export function evidenceOf(
  { ledger, provider, executions, logged, line }: House,
  accepted: Accepted[],
  applicants: Applicant[] = accepted,
): Evidence {
  return {
    accepted,
    commits: ledger.commits as Evidence["commits"],
    rows: ledger.rows() as Evidence["rows"],
    mailbox: provider.mailbox,
    asked: provider.asked,
    executions: executions.all().map(({ id, status, origin, park, ...more }) => ({
      ...{ id, status, input: origin.input },
      waits: park !== undefined && "at" in park && park.at !== undefined,
      ...(park?.kind === "token" && { token: park.token }),
      text: JSON.stringify(more),
    })),
    logged,
    words: applicants.flatMap(({ givenName, email }) => [givenName, email]),
    programs: Object.values(programs).map(({ id, program }) => ({
      ...{ id, zone: program.zone, ...program.mailHours, mailsPerDay: program.mailsPerDay },
      replyTo: program.coordinator.email,
      patience,
    })),
    now: line.now(),
  };
}
