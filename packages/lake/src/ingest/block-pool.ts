/** Size of the blocks lines are gathered in. */
const blockBytes = 4 * 2 ** 20

/**
 * Memory for text on its way into the engine, used again and again: with fresh memory for every block the collector
 * of garbage runs once for every few blocks of a large input, and for nothing else.
 */
export class BlockPool {
  readonly #free: Buffer[] = []
  readonly blockBytes: number

  constructor(bytes = blockBytes) {
    this.blockBytes = bytes
  }

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.blockBytes)
  }

  give(block: Buffer): void {
    if (block.length === this.blockBytes) this.#free.push(block)
  }
}
