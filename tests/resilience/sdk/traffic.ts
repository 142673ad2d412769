/** Requests that are under way over real sockets: while there is one, the bench's own time stands still. */
export interface Traffic {
  quiet(): boolean;
  during<T>(request: () => Promise<T>): Promise<T>;
  /** A wait in the bench's time in the middle of a request. */
  apart<T>(wait: () => Promise<T>): Promise<T>;
}

export function createTraffic(): Traffic {
  let under = 0;
  const counted = async <T>(work: () => Promise<T>, by: 1 | -1): Promise<T> => {
    under += by;
    try {
      return await work();
    } finally {
      under -= by;
    }
  };
  return {
    quiet: () => under === 0,
    during: (request) => counted(request, 1),
    apart: (wait) => counted(wait, -1),
  };
}
