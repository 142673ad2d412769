import { CsvError, parse } from "csv-parse/sync";
import { usage } from "./stop.ts";

/** A row of a table: the line of the file where it begins, and its cells in the order of the headings. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/** A row that cannot be told apart into cells. */
export interface BrokenLine {
  line: number;
  message: string;
  fix: string;
}

export interface CsvFile {
  encoding: string;
  delimiter: string;
  headings: string[];
  rows: CsvLine[];
  broken: BrokenLine[];
}

const delimiters = [",", ";", "\t", "|"];
const mostBroken = 200;

/**
 * Reads a table as spreadsheets write it. `known` are headings to look for: of the usual delimiters the one is taken that finds most of
 * them. A broken row is put down with its line, and reading goes on with the next one.
 */
export function readCsv(bytes: Uint8Array, known: ReadonlySet<string>, encoding?: string): CsvFile {
  const { text, encoding: used } = decode(bytes, encoding);
  const [, hint, rest] = /^sep=(.)\n([\s\S]*)$/.exec(text) ?? [];
  const body = rest ?? text;
  const first = hint === undefined ? 1 : 2;
  const delimiter = hint ?? best(body, known);
  const { records, broken } = recordsIn(body, delimiter, first);
  const [head, ...lines] = records;
  if (!head) throw usage("The file is empty. Its first row must hold the headings.");
  const headings = head.cells.map((cell) => cell.trim());
  const rows: CsvLine[] = [];
  for (const row of lines) {
    if (row.cells.every((cell) => cell.trim() === "")) continue;
    const fault = misshapen(row, headings.length);
    if (fault) broken.push(fault);
    else rows.push({ line: row.line, cells: row.cells.slice(0, headings.length) });
  }
  return { encoding: used, delimiter, headings, rows, broken };
}

/** Spreadsheets write UTF-8 with or without its mark, UTF-16 with one, and on older machines one of many with no sign of which. */
function decode(bytes: Uint8Array, given: string | undefined): { text: string; encoding: string } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
  const other = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  const encoding = given ?? marked ?? other ?? "utf-8";
  const text = textOf(bytes, encoding);
  if (text !== undefined && !text.includes("\u0000")) return { text, encoding };
  const asked = given === undefined ? "" : ` as --encoding ${given} says`;
  throw usage(
    `The file is not ${encoding.toUpperCase()} text${asked}. Save it as "CSV UTF-8", or say how it is written: --encoding windows-1252 (Excel in Western Europe), windows-1251 (Cyrillic), windows-1256 (Arabic), utf-16le.`,
  );
}

function textOf(bytes: Uint8Array, encoding: string): string | undefined {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw usage(`There is no encoding "${encoding}". Such as utf-8, windows-1252, windows-1251, utf-16le.`);
  }
  try {
    return decoder.decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    return undefined;
  }
}

function best(text: string, known: ReadonlySet<string>): string {
  const [top] = delimiters
    .map((delimiter) => {
      const cells = recordsIn(text, delimiter, 1, 1).records[0]?.cells ?? [];
      return { delimiter, found: cells.filter((cell) => known.has(cell.trim())).length, cells: cells.length };
    })
    .sort((a, b) => b.found - a.found || b.cells - a.cells);
  return top!.delimiter;
}

/** The parser stops at a row whose quotes do not fit; it is begun again behind the line on which that row begins. */
function recordsIn(text: string, delimiter: string, first: number, most = Number.POSITIVE_INFINITY) {
  const options = {
    delimiter,
    relax_column_count: true,
    raw: true,
    record_delimiter: "\n",
    ...(Number.isFinite(most) && { to: most }),
  };
  const found: { records: CsvLine[]; broken: BrokenLine[] } = { records: [], broken: [] };
  let [rest, line] = [text, first];
  while (rest !== "") {
    let [offset, next] = [0, line];
    const take = ({ record, raw }: Taken): null => {
      found.records.push({ line: next, cells: record });
      offset += raw.length;
      next += raw.split("\n").length - 1;
      return null;
    };
    try {
      parse(rest, { ...options, on_record: (record) => take(record as unknown as Taken) });
      return found;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      found.broken.push(unquoted(next, error));
      if (found.records.length >= most) return found;
      if (found.broken.length > mostBroken)
        throw usage(
          `More than ${mostBroken} rows cannot be read: ${found.broken[0]!.message} The first is line ${found.broken[0]!.line}.`,
        );
      const [begun = ""] = /^[^\n]*(\n|$)/.exec(rest.slice(offset)) ?? [];
      rest = rest.slice(offset + begun.length);
      line = next + 1;
    }
  }
  return found;
}

interface Taken {
  record: string[];
  raw: string;
}

const unquoted = (line: number, { code }: CsvError): BrokenLine => ({
  line,
  message:
    code === "CSV_QUOTE_NOT_CLOSED" ||
    code === "CSV_INVALID_CLOSING_QUOTE" ||
    code === "INVALID_OPENING_QUOTE"
      ? "The quotation marks of this row do not fit."
      : `This row cannot be read (${code}).`,
  fix: 'Put "..." around a cell that holds a quotation mark, and write the mark twice within it.',
});

/** One cell too many or too few, and every answer behind it would be that to another question. */
function misshapen({ line, cells }: CsvLine, wanted: number): BrokenLine | undefined {
  const more = cells.slice(wanted).some((cell) => cell.trim() !== "");
  if (cells.length >= wanted && !more) return undefined;
  return {
    line,
    message: `This row has ${cells.length} cells, and there are ${wanted} headings.`,
    fix: 'Put "..." around a cell that holds the separator itself, and keep empty cells.',
  };
}
