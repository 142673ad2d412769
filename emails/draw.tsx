/** @jsxImportSource react */
import type { Letter } from "#core/messages/letter.ts";
import { render } from "./components.ts";
import { LetterMail } from "./letter.tsx";

export const drawLetter = (letter: Letter): Promise<string> => render(<LetterMail letter={letter} />);
