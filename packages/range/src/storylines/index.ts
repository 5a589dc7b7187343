import type { Storyline } from '../story.js'
import { storm0558 } from './storm-0558.js'

/** Every intrusion the simulator can play. Each has its own stream: one more changes nobody else's records. */
export const storylines: readonly Storyline[] = [storm0558]
