/** Size of the blocks lines are gathered in. */
const blockBytes = 4 * 2 ** 20

/**
 * Memory for text on its way into the engine, used again and again: fresh memory for every block of a large input
 * would cost a fifth of the time it takes to load it, in the system and in the collector of garbage.
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
