import { describe, expect, it } from "vitest";
import { readCsv } from "#cli/csv-file.ts";

const known = new Set(["Name", "Town"]);
const read = (text: string | Uint8Array, encoding?: string) =>
  readCsv(typeof text === "string" ? Buffer.from(text) : text, known, encoding);
const marked = (encoding: "utf16le" | "utf8") => Buffer.from("\ufeffName;Town\r\nÅsa;Turku\r\n", encoding);
const big = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("a table", () => {
  it.each([
    ["UTF-8", Buffer.from("Name;Town\r\nÅsa;Turku\r\n"), "utf-8"],
    ["UTF-8 with its mark", marked("utf8"), "utf-8"],
    ["UTF-16 as Excel writes it", marked("utf16le"), "utf-16le"],
    ["UTF-16 the other way round", big("\ufeffName;Town\r\nÅsa;Turku\r\n"), "utf-16be"],
  ])("is read in %s", (_, bytes, encoding) => {
    expect(read(bytes)).toMatchObject({
      ...{ encoding, headings: ["Name", "Town"] },
      rows: [{ line: 2, cells: ["Åsa", "Turku"] }],
    });
  });

  it("in an old encoding is refused with what to do, and read once it is named", () => {
    const old = Buffer.from("Name;Town\nÅsa;Turku\n", "latin1");
    expect(() => read(old)).toThrow(/not UTF-8 text.*CSV UTF-8.*--encoding windows-1252/);
    expect(read(old, "windows-1252").rows[0]!.cells).toEqual(["Åsa", "Turku"]);
    expect(() => read(old, "klingon")).toThrow(/no encoding "klingon"/);
    expect(() => read(Buffer.from("Name\n", "utf16le"))).toThrow(/not UTF-8/);
  });

  it.each([
    [",", "Name,Town\nÅsa,Turku"],
    [";", "Name;Town\nÅsa;Turku"],
    ["\t", "Name\tTown\nÅsa\tTurku"],
    ["|", "sep=|\nName|Town\nÅsa|Turku"],
  ])("is cut at %j, which its headings show", (delimiter, text) => {
    expect(read(text)).toMatchObject({ delimiter, rows: [{ cells: ["Åsa", "Turku"] }] });
  });

  it("keeps separators, line ends and quotation marks inside of a cell, and counts lines as an editor does", () => {
    const { rows } = read('Name,Town\r\n"Åsa\r\n""Ålander""","Turku, center"\r\n\r\nOmar,Espoo\r\n');
    expect(rows).toEqual([
      { line: 2, cells: ['Åsa\n"Ålander"', "Turku, center"] },
      { line: 5, cells: ["Omar", "Espoo"] },
    ]);
  });

  it.each(["\n", "\r\n"])("loses no row behind a broken one, with lines that end in %j", (end) => {
    const text = [
      ...["Name,Town", "Åsa,Turku", '"Om"ar,Espoo', "Noor,Vantaa", '"Mika,Oulu', "Ali,Helsinki"],
      ...["Eva", "Lea,Lahti,more", "Ida,Kotka,"],
    ].join(end);
    const { rows, broken } = read(text);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, "Åsa"],
      [4, "Noor"],
      [6, "Ali"],
      [9, "Ida"],
    ]);
    expect(broken.map(({ line, message }) => [line, message.slice(0, 25)])).toEqual([
      [3, "The quotation marks of th"],
      [5, "The quotation marks of th"],
      [7, "This row has 1 cells, and"],
      [8, "This row has 3 cells, and"],
    ]);
  });

  it("that is broken all over is no table", () => {
    const rows = Array.from({ length: 300 }, (_, n) => `"a"${n},b`);
    expect(() => read(["Name,Town", ...rows].join("\n"))).toThrow(/More than 200 rows.*line 2/);
    expect(() => read("")).toThrow(/empty/);
  });
});
