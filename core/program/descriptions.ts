import type { FileKind } from "./file-kind.ts";
import type { Step } from "./step.ts";

/** What an editor shows about an entry. "form.about" goes before "about". */
export const descriptions: Record<string, string> = {
  $schema: "Lets an editor complete and check this file.",
  source: 'Where this comes from: a line of the program\'s own documents, or "our reading".',
  "program.extends":
    "Another program's folder. This one then says only where it differs; null takes something away.",
  "program.zone": 'The time zone, such as "Europe/Helsinki".',
  "program.languages":
    "Languages that participants read, the first one in place of a missing one; and those of staff.",
  "program.mailHours": "Mail goes out between these times of the day, never on holidays.",
  "program.mailsPerDay":
    "At most so many routine mails a person and day, one when left out. A reply to what a person has just done does not wait.",
  "program.roles": "Who takes part. A role with a journey can be started by an intake form.",
  "program.matching":
    "The rule sets that say who can be matched and how well, how pairs are found, and the journey of a match.",
  "program.method":
    "assignment: the best whole assignment. groups: mentees who want similar things, then a mentor for each group. choice: each mentee chooses from a list. speed dating: both sides pick. peer or traditional: within the kind of mentor that the mentee wishes. coordinator: nobody is paired by the software.",
  "program.aims":
    "What a round does well, the most important first. A later aim never costs an earlier one anything. As many pairs as possible, then the best total, when left out.",
  "program.says":
    "Names of facts that the round itself says: whether two were a match or said no to each other before, since when somebody waits, and when somebody is free whatever the time zone.",
  "program.freeHours":
    "The half hours of a week in which somebody is free, counted from Monday 00:00 UTC: what people say of parts of their week, by their own clock.",
  "program.times": 'What each part of a week means, such as "mon-fri 17:00-21:00".',
  "program.fairness":
    "The facts that a round's match rate is counted by, and of how few people no figure is given.",
  "program.alike": "The more two mentees have in common in these facts, the better they go together.",
  "program.inCommon": "A whole group must have something in common in each of these facts.",
  "program.described": "Facts of a mentee that a group says together of the mentor it wishes.",
  "facts.facts": "Everything that rules and forms may know. A fact that is not here does not exist.",
  "facts.derived": "Facts that are worked out from others and never asked.",
  "facts.about": "pair: it belongs to the match, and not to one of its sides.",
  "facts.kind":
    "ordinary: may be asked by mail. conversation: only asked by a coordinator, face to face. staff: set by a coordinator.",
  "facts.roles":
    "Which roles have it; all of them when left out. program: its own journey, such as the day of a meeting.",
  "facts.ordered": "The values stand in order, lowest first, so that rules may use atLeast and below.",
  "never.facts": "Facts that no file of the program may have.",
  "never.rules": "Facts that a rule set must not look at.",
  "never.guards":
    "What must not happen. check refuses a program that lets it happen; a journey that would do it stops before.",
  "never.promises": "Sentences for the public that people keep, and no software can.",
  "never.never":
    "step: these steps are in no journey. without a person: not by a rule or by time that ran out. decided alone: rules only propose these values. before: not until these facts are known. more often: at most so many times. said by others: only these say this fact. asked by mail: only staff ask it. told: this role does not read it. letter: this role gets none.",
  "never.ruleSet":
    'A rule set, or all whose names begin so ("screening" for "screening.mentor"). Of rules: left out, nothing decides by the fact.',
  "never.decides":
    'Whatever decides one of these facts is held too, whatever its name; so is what "matching.constraints" or "matching.scores" of program.json names.',
  "never.steps": "Which steps: those that fit every part that is said.",
  "never.text": "The sentence that the public reads.",
  "never.from": "Only letters of the journeys of this role, or of a match.",
  "never.to": "The role that gets no letters, or is not told.",
  "never.by":
    'before: staff said it. said by others: roles, "coordinator", "rules", or a form such as "intake/apply".',
  "never.who": "staff, or anybody: those who take part as well.",
  "never.within": "Not longer ago than this.",
  "rule-set.decides": "What is decided: the fact that holds the outcome, when a journey decides with it.",
  "rule-set.hitPolicy":
    "first match: from top to bottom, the first that fits. exactly one: if two fit, a coordinator decides. all that match: each that fits. sum of points: their points are added.",
  "rule-set.otherwise": "The outcome when no rule fits.",
  conditions: "all: every one holds. any: at least one holds. not: it does not hold.",
  operator: "How the fact is compared with the value; what fits depends on the fact's type.",
  when: "Passed over unless this holds. Facts that are not known are asked for first.",
  to: "Roles to speak to; when left out the journey's own person, in a match its sides.",
  whom: "Who is told: a role, where they stand, and conditions about each of them. Who does not fit is passed over.",
  with: "Facts of the program that the letter may use; staff are asked for those that are not known.",
  remind: 'When to remind, counted from the first asking, such as ["P7D", "P14D"].',
  escalate: "Without an answer until then staff get a task to call. Nothing ends by itself.",
  due: "How long staff have.",
  waiting: "How many mentees must wait for a match before a round is worked out; one when left out.",
  confirm: "Outcomes that are only proposals: a coordinator chooses.",
  "journey.plans": "The checklist that an outcome brings.",
  capacity: "How many matches at once.",
  every: "Repeats the track; the first time comes after one interval.",
  from: "Begins when the main line enters this step.",
  until: "Ends when the main line enters this step.",
  onEnd: "Where to go on when a coordinator ends the journey early.",
  status: "What coordinators and reports count people under from this stage on.",
  "form.raters": 'Who fills it in: roles, or "coordinator".',
  "form.about": "Whose facts the answers become; the one who fills it in when left out.",
  "form.visibleTo": "Who may read the answers.",
  blanks: "Facts of the pair that are filled in before the agreement is signed.",
  owner: "mentee: goals that only the mentee confirms. coordinator: staff tick the items off.",
  "intake.role": "Starts a journey of this role.",
  "intake.ignore": "Questions that are left alone on purpose.",
  "intake.text":
    'Which version of the words people agree to here, such as "2026-01"; kept with their consent.',
  "intake.scope": "What people agree to here, in words of the program; kept with their consent.",
  "intake.key":
    "For tables: the column that names a row, such as a membership number. The same again is the same person.",
  "intake.language": "The language in which people are asked here, for whoever says no other.",
  "intake.read":
    'Done to the answer before it is read, one after the other: "lower-case", "upper-case", "yes-no", "decimal-comma", "decimal-point", "first-number", "age-from-birth-year", "phone", "email", { "split": ";" }, { "date": "day month year" }.',
  "intake.choices":
    "The sender's words and ours. Words that are not here become a problem for a coordinator.",
  "example.without": "Facts left out for this decision.",
  "example.needs": "The facts that must be asked for.",
};

/** What each kind of step does. */
export const stepDescriptions: Record<Step["do"], string> = {
  tell: "One message; no answer is wanted.",
  "tell all":
    "In the program's own journey: one message to everybody of a role, each in their own language and by their own rules of mail.",
  round:
    "In the program's own journey: works out who might go with whom, for coordinators to look through. In a track it comes again and again.",
  ask: "A form by mail and page; goes on when everyone asked has answered.",
  decide:
    "Lets a rule set decide. Missing facts are asked for; outcomes under confirm are chosen by a coordinator.",
  task: "Something for staff; done when its form is filled in and its list is through.",
  training: "Training hours, logged by staff; goes on when they are reached and staff close it.",
  gathering: "A meeting with a date set by staff; everyone in to is invited.",
  queue: "Ready to be matched: waits until a match is active.",
  match: "In a match: asks both sides for a place.",
  handover: "In a match: tells both sides that it is active, or over.",
  sign: "The agreement, signed by name on a page.",
  meet: "One meeting of the pair, told on a page.",
  wait: "Waits for a length of time, or until the match is over.",
  close: "Ends the journey.",
  "go to": "Goes on at another step of the same line.",
};

export const describe = (kind: FileKind, name: string): string | undefined =>
  descriptions[`${kind}.${name}`] ?? descriptions[name];
