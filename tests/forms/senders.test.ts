import { describe, expect, it } from "vitest";
import { readSent } from "#core/forms/read-sent.ts";
import type { Sent } from "#core/forms/sent.ts";

/** What was answered, by each question's first name. */
const values = (sent: Sent | undefined) =>
  Object.fromEntries(sent!.answers.map(({ names, values }) => [names[0], values.map(({ value }) => value)]));
const names = (sent: Sent | undefined, question: string) =>
  sent!.answers.find((answer) => answer.names.includes(question));

describe("a form of Typeform", () => {
  const field = (ref: string, type = "short_text") => ({ id: `id_${ref}`, ref, type });
  const body = {
    event_type: "form_response",
    form_response: {
      token: "t",
      hidden: { partner: "library", nothing: null },
      variables: [
        { key: "score", type: "number", number: 4 },
        { key: "name", type: "text", text: "" },
      ],
      definition: {
        fields: [{ id: "id_colour", ref: "colour", title: "Your colour?", type: "multiple_choice" }],
      },
      answers: [
        { type: "text", text: "Samira", field: field("name") },
        { type: "email", email: "s@example.org", field: field("mail", "email") },
        { type: "phone_number", phone_number: "+358 1", field: field("phone") },
        { type: "number", number: 0, field: field("zero", "opinion_scale") },
        { type: "boolean", boolean: false, field: field("legal", "legal") },
        { type: "date", date: "1990-05-01", field: field("born", "date") },
        { type: "url", url: "https://example.org", field: field("site", "website") },
        { type: "file_url", file_url: "https://example.org/f", field: field("file", "file_upload") },
        {
          type: "choice",
          choice: { id: "c1", ref: "r1", label: "Red" },
          field: field("colour", "multiple_choice"),
        },
        { type: "choice", choice: { other: "Mauve" }, field: field("otherColour", "multiple_choice") },
        {
          type: "choices",
          choices: { ids: ["a", "b"], refs: ["ra", "rb"], labels: ["A", "B"] },
          field: field("many"),
        },
        {
          type: "choices",
          choices: { ids: ["c", "a", "b"], labels: ["C", "A", "B"] },
          field: field("ranking", "ranking"),
        },
        { type: "choices", choices: { labels: ["A"], other: "Z" }, field: field("manyOther") },
        {
          type: "choices",
          choices: { ids: ["a", "other"], labels: ["A", null], other: "Z" },
          field: field("oldOther"),
        },
        { type: "payment", payment: { amount: "10.00", success: true }, field: field("paid") },
        { type: "newest_kind", newest_kind: { odd: 1 }, field: field("unknown") },
        { type: "text", text: "   ", field: field("blank") },
        { type: "text", field: { id: 12345678901234, ref: null } },
      ],
    },
  };

  it("is read with every kind of answer, and nothing for what is empty", () => {
    expect(values(readSent.typeform(body))).toEqual({
      ...{
        name: ["Samira"],
        mail: ["s@example.org"],
        phone: ["+358 1"],
        zero: [0],
        legal: [false],
        born: ["1990-05-01"],
      },
      ...{
        site: ["https://example.org"],
        file: ["https://example.org/f"],
        colour: ["Red"],
        otherColour: ["Mauve"],
      },
      ...{
        many: ["A", "B"],
        ranking: ["C", "A", "B"],
        manyOther: ["A", "Z"],
        oldOther: ["A", "Z"],
        paid: ["10.00"],
        partner: ["library"],
        score: [4],
      },
    });
  });

  it("knows questions and choices by reference, id and label", () => {
    const colour = names(readSent.typeform(body), "Your colour?");
    expect(colour!.names).toEqual(["colour", "id_colour", "Your colour?"]);
    expect(colour!.values[0]!.names).toEqual(["Red", "r1", "c1"]);
  });

  it("is nothing when the body is another's", () => {
    expect(readSent.typeform({ data: {} })).toBeUndefined();
    expect(readSent.typeform(null)).toBeUndefined();
    expect(readSent.typeform({ form_response: { answers: null } })).toEqual({ answers: [] });
  });
});

describe("a form of Tally", () => {
  const options = [
    { id: "o1", text: "Finnish" },
    { id: "o2", text: "Arabic" },
  ];
  const body = {
    eventType: "FORM_RESPONSE",
    data: {
      submissionId: "s",
      fields: [
        { key: "question_a", label: "Name", type: "INPUT_TEXT", value: "Samira" },
        { key: "question_b", label: "Empty", type: "INPUT_TEXT", value: null },
        { key: "question_c", label: "Languages", type: "CHECKBOXES", value: ["o1", "o2"], options },
        { key: "question_c_o1", label: "Languages (Finnish)", type: "CHECKBOXES", value: true },
        { key: "question_c_o2", label: "Languages (Arabic)", type: "CHECKBOXES", value: true },
        { key: "question_d", label: "Best", type: "MULTIPLE_CHOICE", value: ["o2"], options },
        { key: "question_e", label: "One", type: "DROPDOWN", value: "o1", options },
        { key: "question_f", label: "Age", type: "INPUT_NUMBER", value: 0 },
        { key: "question_g", label: "Other", type: "MULTIPLE_CHOICE", value: ["own words"], options },
        {
          key: "question_h",
          label: "File",
          type: "FILE_UPLOAD",
          value: [{ id: "f", url: "https://example.org/f", size: 1 }],
        },
        { key: "question_k", label: "Ranked", type: "RANKING", value: ["o2", "o1"], options },
        { key: "question_l", label: "Scale", type: "LINEAR_SCALE", value: 4 },
        { key: "question_m", label: "None", type: "CHECKBOXES", value: [], options },
        { key: "question_j", label: "Partner", type: "HIDDEN_FIELDS", value: "library" },
        {
          ...{ key: "question_i", label: "Table", type: "MATRIX", value: { r1: ["k2"] } },
          rows: [
            { id: "r1", text: "I speak" },
            { id: "r2", text: "I write" },
          ],
          columns: [
            { id: "k1", text: "badly" },
            { id: "k2", text: "well" },
          ],
        },
      ],
    },
  };

  it("is read with its ids looked up and its repetitions left out", () => {
    expect(values(readSent.tally(body))).toEqual({
      ...{
        question_a: ["Samira"],
        question_c: ["Finnish", "Arabic"],
        question_d: ["Arabic"],
        question_e: ["Finnish"],
      },
      ...{
        question_f: [0],
        question_g: ["own words"],
        question_h: ["https://example.org/f"],
        question_k: ["Arabic", "Finnish"],
        question_l: [4],
        question_j: ["library"],
      },
      question_i_r1: ["well"],
    });
    expect(names(readSent.tally(body), "Languages")!.values[0]!.names).toEqual(["Finnish", "o1"]);
    expect(names(readSent.tally(body), "I speak")!.values[0]!.value).toBe("well");
  });

  it("keeps a lone yes or no", () => {
    const alone = {
      data: { fields: [{ key: "question_x", label: "Consent", type: "CHECKBOXES", value: true }] },
    };
    expect(values(readSent.tally(alone))).toEqual({ question_x: [true] });
  });

  it("is nothing when the body is another's", () => {
    expect(readSent.tally({ form_response: {} })).toBeUndefined();
  });
});

describe("a signed form", () => {
  it("is one object, alone or as data", () => {
    const answers = {
      givenName: "Samira",
      languages: ["finnish", "arabic"],
      ok: true,
      empty: "",
      none: null,
      deep: { no: 1 },
    };
    const wanted = { givenName: ["Samira"], languages: ["finnish", "arabic"], ok: [true] };
    expect(values(readSent["standard-webhooks"](answers))).toEqual(wanted);
    expect(values(readSent["standard-webhooks"]({ type: "x", timestamp: "t", data: answers }))).toEqual(
      wanted,
    );
    expect(readSent["standard-webhooks"]([1])).toBeUndefined();
    expect(readSent["standard-webhooks"]("x")).toBeUndefined();
  });
});
