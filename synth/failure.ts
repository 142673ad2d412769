/** Something the reader of the message can mend; `exit` is the code of the command line. */
export class Failure extends Error {
  readonly exit: 1 | 3 | 4;

  constructor(message: string, exit: 1 | 3 | 4) {
    super(message);
    this.name = "Failure";
    this.exit = exit;
  }
}
