import { createHash } from "node:crypto";
import type { Table } from "./table.ts";

/** Text units in one chunk: at most three bytes each in UTF-8, so a chunk stays under 300 KB. */
const chunkLength = 100_000;

export interface Blobs {
  /** Keeps a text under a name. The manifest goes last: half a blob is no blob. */
  put(name: string, text: string): Promise<void>;
  /** Throws when the chunks are not what the manifest promises. */
  get(name: string): Promise<string | undefined>;
  /** The manifest goes first, so that nobody reads what is half gone. */
  delete(name: string): Promise<void>;
}

/**
 * Texts too large for a row, in rows of their own partition. A name stands for one content, for ever: chunks are kept under the hash of
 * the whole, and the first manifest stays, so whoever writes at the same moment changes nothing of it.
 */
export function createBlobs(table: Table): Blobs {
  return {
    async put(name, text) {
      const pk = `BLOB#${name}`;
      if (await table.get({ pk, sk: "MANIFEST" })) return;
      const chunks = split(text);
      const sha256 = digest(text);
      for (const [n, chunk] of chunks.entries()) await table.put({ pk, sk: chunkKey(sha256, n), chunk });
      await table.put({ pk, sk: "MANIFEST", chunks: chunks.length, sha256 }, { absent: true });
    },
    async get(name) {
      const pk = `BLOB#${name}`;
      const manifest = await table.get({ pk, sk: "MANIFEST" });
      if (!manifest) return undefined;
      const sha256 = String(manifest.sha256);
      const rows = await table.query(pk, { prefix: chunksOf(sha256) });
      const text = rows.map((row) => String(row.chunk)).join("");
      if (digest(text) !== sha256)
        throw new Error(`The blob ${name} is damaged: its chunks do not give its hash.`);
      return text;
    },
    async delete(name) {
      const pk = `BLOB#${name}`;
      await table.delete({ pk, sk: "MANIFEST" });
      for (const { sk } of await table.query(pk)) await table.delete({ pk, sk });
    },
  };
}

const chunksOf = (sha256: string): string => `CHUNK#${sha256.slice(0, 12)}#`;
const chunkKey = (sha256: string, n: number): string => `${chunksOf(sha256)}${String(n).padStart(5, "0")}`;
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

function split(text: string): string[] {
  const chunks: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = cutBefore(text, from + chunkLength);
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}

/** Never between the two halves of one character: each half alone would be lost in UTF-8. */
function cutBefore(text: string, at: number): number {
  const half = text.charCodeAt(at - 1);
  return half >= 0xd800 && half <= 0xdbff ? at - 1 : at;
}
