import { identify } from "#adapters/identify.ts";
import { type Ask, askJotform } from "#adapters/jotform.ts";
import { bind, type Has, secrets, store } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import { type BodyRead, readBody } from "#adapters/webhooks/read-body.ts";
import { submissionKey } from "#adapters/webhooks/submission-key.ts";
import { verifiers } from "#adapters/webhooks.ts";
import { type Trust, trustOf } from "#core/forms/trust.ts";
import { Slug } from "#core/program/identifier.ts";
import { type Intake, isUnsigned } from "#core/program/intake.ts";
import { fromHttp, type HttpEvent, toHttp } from "./hook-event.ts";
import { refuse, sizeFault } from "./hook-limits.ts";

export interface HookRequest {
  program: string;
  form: string;
  /** The end of the address of a form whose sender cannot sign. */
  key?: string;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  rawBody: Uint8Array;
}

export interface HookReply {
  status: number;
  body:
    | { state: "stored" | "known" | "ignored"; submission?: string; why?: "other-event" | "blank" }
    | { error: { code: string; message: string } };
}

/**
 * Takes in a partner's form: kept as it came, understood later. Never answers 404 or 410, after which Typeform would switch
 * the form off for good.
 */
export const create =
  (runtime: Has<"store" | "secrets">, ask?: Ask) =>
  async (request: HookRequest): Promise<HookReply> => {
    const intake = await intakeOf(runtime, request).catch(notReadable);
    const reply = await answer(runtime, intake, request, ask);
    if ("error" in reply.body) note(runtime, intake, request, reply.body.error.code);
    return reply;
  };

/** As an HTTP API calls it. */
export const handler = bind(
  (runtime: Has<"store" | "secrets">) => async (event: HttpEvent) =>
    toHttp(await create(runtime)(fromHttp(event))),
  { store, secrets: secrets("webhooks") },
);

type Found = Intake | "unreadable" | undefined;

async function answer(
  runtime: Has<"store" | "secrets">,
  intake: Found,
  request: HookRequest,
  ask?: Ask,
): Promise<HookReply> {
  const tooMuch = sizeFault(request);
  if (tooMuch) return tooMuch;
  if (intake === "unreadable")
    return refuse(503, "program.unreadable", "The program is being changed. Send it again in a while.");
  if (!intake)
    return refuse(
      400,
      "form.unknown",
      "This address belongs to no form of a live program. Copy it again from the console.",
    );
  if (!isProven(runtime, intake, request)) return unproven(intake);
  const read = await readBody(intake.sender, request.rawBody, request.headers);
  return "value" in read
    ? keep(runtime, intake, request, read, ask)
    : refuse(read.status, read.code, read.message);
}

/**
 * A form of ours that was turned away may be somebody's application, and one is enough for an alarm. At an address that is
 * nobody's a stranger tries doors: they are counted, and no word of theirs is written down.
 */
function note(
  { log, meter }: Has<"store" | "secrets">,
  intake: Found,
  { program, form }: HookRequest,
  code: string,
): void {
  if (intake) log.error("hook.refused", { refusal: code, program, ...(intake !== "unreadable" && { form }) });
  else log.info("hook.refused", { refusal: code });
  meter.record(intake ? { FormsRefused: 1 } : { HooksRefused: 1 });
}

async function intakeOf(
  { store }: Has<"store" | "secrets">,
  { program, form, key }: HookRequest,
): Promise<Intake | undefined> {
  if (!Slug.safeParse(program).success || !Slug.safeParse(form).success) return undefined;
  const pack = await store.packs.live(program);
  const intake = pack && Object.hasOwn(pack.intake, form) ? pack.intake[form] : undefined;
  // A sender that signs has no secret in its address: this one has too much in it.
  return intake && key !== undefined && !isUnsigned(intake.sender) ? undefined : intake;
}

/** Without the form's description nobody can say who may send it: the sender tries again, and the log says why. */
function notReadable(error: unknown): "unreadable" {
  if (error instanceof UnreadableItem) return "unreadable";
  throw error;
}

function isProven(
  runtime: Has<"store" | "secrets">,
  intake: Intake,
  { program, form, key, headers, rawBody }: HookRequest,
): boolean {
  const secrets = runtime.secrets.webhook(program, form);
  if (secrets.length === 0) runtime.log.error("hook.no-secret", { program, form });
  return verifiers[intake.sender](headers, rawBody, secrets, key);
}

function unproven({ sender }: Intake): HookReply {
  const wrong = "The signature is missing or wrong. Compare the secret in the form's webhook settings.";
  if (!isUnsigned(sender)) return refuse(401, "signature.wrong", wrong);
  return refuse(
    401,
    "address.wrong",
    "The end of this address is missing or wrong. Ask for the form's whole address.",
  );
}

async function keep(
  runtime: Has<"store" | "secrets">,
  intake: Intake,
  request: HookRequest,
  { value, kept }: Extract<BodyRead, { value: unknown }>,
  ask?: Ask,
): Promise<HookReply> {
  const { sender } = intake;
  const { program, form } = request;
  const named = submissionKey[sender](value, request.headers);
  if (!named)
    return refuse(422, "body.no-key", `This is no submission as ${sender} sends it: its own id is missing.`);
  if ("ignore" in named) {
    runtime.log.info("hook.ignored", { program, form, why: named.ignore });
    return { status: 200, body: { state: "ignored", why: named.ignore } };
  }
  const id = identify("sub", program, form, named.key);
  const own = await ownWord(runtime, intake, id, named.key, ask);
  const trust: Trust = own === undefined ? trustOf(sender) : "verified";
  const stored = await runtime.store.submissions.put({
    ...{ id, program, form, sender, key: named.key, trust },
    receivedAt: runtime.clock.now(),
    body: own ?? kept,
    state: "received",
  });
  runtime.log.info("hook.received", { program, form, submission: id, stored });
  return { status: stored === "stored" ? 202 : 200, body: { state: stored, submission: id } };
}

/** What Jotform itself says of a submission, where the program wants it asked. Nothing that goes wrong there loses a form. */
async function ownWord(
  { secrets, log }: Has<"store" | "secrets">,
  { jotform }: Intake,
  submission: string,
  key: string,
  ask?: Ask,
): Promise<string | undefined> {
  if (!jotform) return undefined;
  const own = await askJotform(jotform, key, secrets.jotformKeys, ask);
  if (own === undefined) log.error("hook.not-confirmed", { submission, keys: secrets.jotformKeys.length });
  return own;
}
