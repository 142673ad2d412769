import { describe, expect, it } from "vitest";
import { exactJson } from "#core/forms/exact-json.ts";
import { readSent } from "#core/forms/read-sent.ts";
import type { Sent } from "#core/forms/sent.ts";

const values = (sent: Sent | undefined) =>
  Object.fromEntries(sent!.answers.map(({ names, values }) => [names[0], values.map(({ value }) => value)]));
const names = (sent: Sent | undefined, question: string) =>
  sent!.answers.find((answer) => answer.names.includes(question))?.names;

describe("a form of Jotform", () => {
  const read = (rawRequest: object) => readSent.jotform({ rawRequest: JSON.stringify(rawRequest) });

  it("is read with every kind of answer, and nothing for what is empty or its own", () => {
    const sent = read({
      slug: "submit/1",
      event_id: "1",
      q1_text: "Samira",
      q2_empty: "",
      q3_none: null,
      q4_single: "Finnish",
      q5_many: ["Finnish", "Arabic, Levantine"],
      q6_other: { "0": "Finnish", other: "Dari" },
      q7_born: { year: "1990", month: "5", day: "1" },
      q8_noDay: { year: "", month: "", day: "" },
      q9_phone: { full: "(040) 123-4567" },
      q10_mobile: { country: "358", area: "40", phone: "1234567" },
      q11_stars: "4",
      q12_zero: 0,
      q13_yes: true,
      q14_file: ["https://www.jotform.com/uploads/a.pdf"],
      q15_signature: "data:image/png;base64,iVBORw0KGgo=",
      q16_id: "6109128773219905123",
    });
    expect(values(sent)).toMatchObject({
      q1_text: ["Samira"],
      q4_single: ["Finnish"],
      q5_many: ["Finnish", "Arabic, Levantine"],
      q6_other: ["Finnish", "Dari"],
      q7_born: ["1990-05-01"],
      q9_phone: ["(040) 123-4567"],
      q10_mobile: ["358 40 1234567"],
      q11_stars: ["4"],
      q12_zero: [0],
      q13_yes: [true],
      q14_file: ["https://www.jotform.com/uploads/a.pdf"],
      q16_id: ["6109128773219905123"],
    });
    for (const absent of ["slug", "event_id", "q2_empty", "q3_none", "q8_noDay", "q15_signature"])
      expect(names(sent, absent)).toBeUndefined();
  });

  it("knows a question by its name with the number, by the name and by the number, and each part of it", () => {
    const sent = read({ q3_name: { prefix: "", first: "Samira", last: "Lindström" } });
    expect(names(sent, "name")).toEqual(["q3_name", "name", "3"]);
    expect(names(sent, "3.last")).toEqual(["q3_name.last", "name.last", "3.last"]);
    expect(values(sent)).toEqual({
      q3_name: ["Samira Lindström"],
      "q3_name.first": ["Samira"],
      "q3_name.last": ["Lindström"],
    });
  });

  it("is one question a row where it is a table", () => {
    const sent = read({
      q1_radio: { "I speak": "well", "I write": "" },
      q2_boxes: [["well"], [], ["badly", "slowly"]],
      q3_numbered: { "0": ["well"], "1": ["badly"] },
    });
    expect(values(sent)).toEqual({
      "q1_radio.I speak": ["well"],
      "q2_boxes.0": ["well"],
      "q2_boxes.2": ["badly", "slowly"],
      "q3_numbered.0": ["well"],
      "q3_numbered.1": ["badly"],
    });
  });

  it("is nothing when the body is another's", () => {
    for (const body of [{}, null, { rawRequest: "{" }, { rawRequest: "[1]" }, { rawRequest: '"x"' }])
      expect(readSent.jotform(body)).toBeUndefined();
  });
});

describe("a form of Google's", () => {
  const read = (...answers: object[]) =>
    readSent["google-forms"]({ response: { email: "s@example.org" }, answers });
  const item = (id: unknown, type: string, value: unknown, rows: string[] | null = null) => ({
    ...{ id, title: `Title ${id}`, type, value, rows },
  });

  it("is read with every kind of answer", () => {
    const sent = read(
      item("1", "TEXT", "Samira"),
      item("2", "PARAGRAPH_TEXT", ""),
      item("3", "MULTIPLE_CHOICE", "Finnish"),
      item("4", "CHECKBOX", ["Finnish", "Dari, or so"]),
      item("5", "LIST", "Helsinki"),
      item("6", "SCALE", "4"),
      item("7", "DATE", "1990-05-01"),
      item("8", "TIME", "10:30"),
      item("9", "FILE_UPLOAD", ["1AbC_d"]),
      item("10", "GRID", ["well", null], ["I speak", "I write"]),
      item("11", "CHECKBOX_GRID", [["well", "slowly"], null], ["I speak", "I write"]),
      item("12", "TEXT", null),
      item("13", "GRID", null, ["I speak"]),
      item("14", "FILE_UPLOAD", null),
      item(6109128, "RATING", "5"),
    );
    expect(values(sent)).toEqual({
      "1": ["Samira"],
      "3": ["Finnish"],
      "4": ["Finnish", "Dari, or so"],
      "5": ["Helsinki"],
      "6": ["4"],
      "7": ["1990-05-01"],
      "8": ["10:30"],
      "9": ["https://drive.google.com/open?id=1AbC_d"],
      "10.1": ["well"],
      "11.1": ["well", "slowly"],
      "6109128": ["5"],
      respondentEmail: ["s@example.org"],
    });
    expect(names(sent, "Title 3")).toEqual(["3", "Title 3"]);
    expect(names(sent, "Title 10 [I speak]")).toEqual(["10.1", "Title 10 [I speak]", "I speak"]);
  });

  it("is nothing when the body is another's", () => {
    for (const body of [{}, null, { answers: [] }, { response: {}, answers: [1] }])
      expect(readSent["google-forms"](body)).toBeUndefined();
  });
});

describe("a form of Microsoft's", () => {
  const key = (n: number) => `r${String(n).padStart(32, "0")}`;
  const read = (answers: object) => readSent["microsoft-forms"]({ formId: "f", responseId: "1", answers });
  const file = {
    name: "cv.pdf",
    link: "https://example.sharepoint.com/cv.pdf",
    id: "01A",
    type: null,
    size: 7,
  };

  it("is read with its lists unpacked, and with nothing for what is empty", () => {
    const sent = read({
      responder: "samira@example.org",
      [key(1)]: "Samira",
      [key(2)]: "",
      [key(3)]: null,
      [key(4)]: '["Finnish","Dari, or so"]',
      [key(5)]: JSON.stringify([file]),
      [key(6)]: "4",
      [key(7)]: "2026-03-02",
      [key(8)]: "[]",
      [key(9)]: "Very likely",
    });
    expect(values(sent)).toEqual({
      responder: ["samira@example.org"],
      [key(1)]: ["Samira"],
      [key(4)]: ["Finnish", "Dari, or so"],
      [key(5)]: [file.link],
      [key(6)]: ["4"],
      [key(7)]: ["2026-03-02"],
      [key(9)]: ["Very likely"],
    });
  });

  it("leaves alone what somebody typed that only looks like a list", () => {
    for (const typed of ["[sic]", "[1, 2]", '[{"a":1}]', "[", '{"a":1}'])
      expect(values(read({ [key(1)]: typed }))).toEqual({ [key(1)]: [typed] });
  });

  it.each([
    ["8/27/2024 12:34:21 PM", "2024-08-27T12:34:21"],
    ["1/2/2024 12:00:05 AM", "2024-01-02T00:00:05"],
    ["11/12/2024 1:05:09 PM", "2024-11-12T13:05:09"],
    ["2024-08-27T12:34:21Z", "2024-08-27T12:34:21Z"],
  ])("says %s as a time without a zone", (given, wanted) => {
    expect(values(read({ submitDate: given }))).toEqual({ submitDate: [wanted] });
  });

  it("names nobody where nobody signed in", () => {
    expect(values(read({ responder: "anonymous" }))).toEqual({});
  });

  it("is nothing when the body is another's", () => {
    for (const body of [{}, null, { answers: [] }, { answers: "x" }])
      expect(readSent["microsoft-forms"](body)).toBeUndefined();
  });
});

describe("numbers in JSON", () => {
  it("beyond 2^53 stay the text that was written, the others are numbers", () => {
    expect(exactJson('{"a":9007199254740993,"b":-9007199254740993,"c":[12345678901234567890]}')).toEqual({
      a: "9007199254740993",
      b: "-9007199254740993",
      c: ["12345678901234567890"],
    });
    expect(
      exactJson('{"a":9007199254740991,"b":0.1234567890123456,"c":1e300,"d":"1234567890123456789"}'),
    ).toEqual({
      a: Number.MAX_SAFE_INTEGER,
      b: 0.1234567890123456,
      c: 1e300,
      d: "1234567890123456789",
    });
  });
});
