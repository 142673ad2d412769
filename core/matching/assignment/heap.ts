/** A queue of whole numbers by key, the smallest key first. Equal keys come in an order that depends only on what was put in. */
export class Heap {
  private keys = new Float64Array(1024);
  private items = new Int32Array(1024);
  size = 0;

  get least(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.keys[0]!;
  }

  push(key: number, item: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, items } = this;
    let place = this.size++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (keys[above]! <= key) break;
      keys[place] = keys[above]!;
      items[place] = items[above]!;
      place = above;
    }
    keys[place] = key;
    items[place] = item;
  }

  pop(): number {
    const { keys, items } = this;
    const first = items[0]!;
    const last = --this.size;
    const key = keys[last]!;
    const item = items[last]!;
    let place = 0;
    for (let below = 1; below < last; below = 2 * place + 1) {
      if (below + 1 < last && keys[below + 1]! < keys[below]!) below++;
      if (keys[below]! >= key) break;
      keys[place] = keys[below]!;
      items[place] = items[below]!;
      place = below;
    }
    keys[place] = key;
    items[place] = item;
    return first;
  }

  clear(): void {
    this.size = 0;
  }

  private grow(): void {
    const [keys, items] = [this.keys, this.items];
    this.keys = new Float64Array(2 * keys.length);
    this.items = new Int32Array(2 * items.length);
    this.keys.set(keys);
    this.items.set(items);
  }
}
