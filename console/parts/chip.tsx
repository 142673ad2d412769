import type { FC } from "hono/jsx";
import type { Mail } from "#adapters/store.ts";
import { isProgram, type Journey } from "#core/journey/journey.ts";
import type { Arrival } from "#core/messages/arrival.ts";
import { capital } from "../words.ts";

type Tone = "red" | "amber" | "green" | "blue" | "teal" | "gray";

export const Chip: FC<{ tone?: Tone; children?: string }> = ({ tone = "gray", children }) => (
  <span class={`chip ${tone}`}>{children}</span>
);

const tones: Record<string, Tone> = {
  applied: "blue",
  "in screening": "blue",
  "in training": "amber",
  "ready to be matched": "teal",
  matched: "green",
  proposed: "blue",
  "awaiting mentor": "amber",
  "awaiting mentee": "amber",
  agreement: "blue",
  active: "green",
  concluding: "teal",
};

/** The status that counts: the match's own, or where the participant stands. */
export const statusOf = (journey: Journey): string =>
  journey.status.match ?? journey.status.participant ?? "applied";

export const StatusChip: FC<{ journey: Journey }> = ({ journey }) => {
  if (journey.parked) return <Chip tone="red">Stopped: needs help</Chip>;
  if (isProgram(journey)) return <Chip>{journey.ended ? "Over" : "Under way"}</Chip>;
  const status = statusOf(journey);
  return <Chip tone={tones[status] ?? "gray"}>{capital(status)}</Chip>;
};

const mailTones: Record<Mail["state"], Tone> = {
  queued: "gray",
  frozen: "gray",
  sent: "green",
  held: "amber",
  dropped: "gray",
  failed: "red",
  unknown: "amber",
};

const mailWords: Record<Mail["state"], string> = {
  queued: "Waiting to go out",
  frozen: "Going out",
  sent: "Sent",
  held: "Held back",
  dropped: "Not sent: no longer needed",
  failed: "Could not be sent",
  unknown: "Not known whether it arrived",
};

/** What the mail service has said since; an arrival there is no proof that anybody has read it. */
const arrivalWords: Record<Arrival, [Tone, string]> = {
  sent: ["green", "Sent"],
  delayed: ["amber", "Sent, the other side is slow to take it"],
  delivered: ["green", "Delivered"],
  "soft-bounced": ["red", "Came back, may arrive another time"],
  failed: ["red", "Could not be sent"],
  suppressed: ["red", "Not sent: the mail service refuses the address"],
  bounced: ["red", "Came back: the address takes no letters"],
  complained: ["red", "Reported as spam"],
};

export const MailChip: FC<{ mail: Mail; arrival?: Arrival }> = ({ mail, arrival }) => {
  const [tone, words] =
    mail.state === "sent" && arrival ? arrivalWords[arrival] : [mailTones[mail.state], mailWords[mail.state]];
  return <Chip tone={tone}>{words}</Chip>;
};
