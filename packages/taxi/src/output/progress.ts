import type { Io } from '../command.js'
import { safeText } from './safe-text.js'

/** A line on stderr that is rewritten in place; silent when nobody watches or a machine reads. */
export interface Progress {
  update(text: string): void
  done(): void
}

const silent: Progress = { update: () => {}, done: () => {} }

/** Progress for long work. At most ten updates a second reach the terminal. */
export function progress(io: Io): Progress {
  if (!io.isTerminal || io.json) return silent
  let last = 0
  return {
    update(text) {
      const now = Date.now()
      if (now - last < 100) return
      last = now
      io.stderr(`\r\u001b[2K${safeText(text).slice(0, 100)}`)
    },
    done() {
      io.stderr('\r\u001b[2K')
    },
  }
}
