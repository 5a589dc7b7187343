import type { Engine, Row } from '@bigyellowtaxi/lake'
import { ask, type Sql, statementOf } from './statement.js'

interface Known {
  readonly revision: number
  readonly answers: Map<string, Promise<readonly Row[]>>
}

const known = new WeakMap<Engine, Known>()

function knownOf(engine: Engine, revision: number): Known {
  const found = known.get(engine)
  if (found?.revision === revision) return found
  const fresh = { revision, answers: new Map() }
  known.set(engine, fresh)
  return fresh
}

/**
 * As `ask`, for statements that look at every record and answer alike for every mailbox: asked once an engine,
 * and again when its data changes. An engine that does not say when that is gets asked each time.
 */
export async function askOnce(engine: Engine, fragment: Sql): Promise<readonly Row[]> {
  if (engine.revision === undefined) return ask(engine, fragment)
  const { answers } = knownOf(engine, engine.revision)
  const key = JSON.stringify(statementOf(fragment))
  const present = answers.get(key)
  if (present) return present
  const answer = ask(engine, fragment)
  answers.set(key, answer)
  // a statement that was interrupted says nothing about the next one
  answer.catch(() => answers.delete(key))
  return answer
}
