/** The letter, cut into templates: what the React components say once their words are taken out. */
export interface Parts {
  /** The whole, from doctype to end. */
  letter: string;
  paragraph: string;
  lineBreak: string;
  list: string;
  itemBreak: string;
  action: string;
  address: string;
  /** What takes the place of an address that would run as a script. */
  blocked: string;
  preview: Preview;
}

/** A short preview is filled up, so that mail programs do not show the letter's first lines after it. */
export interface Preview {
  longest: number;
  padded: string;
  /** As often as letters are missing. */
  padding: string;
}
