import type { PlanAnswer } from '@bigyellowtaxi/core/query'
import type { Found } from '../files/external-data.js'

export type Files = Readonly<Record<string, string>>

/** Compiles, and again with the file for each address that `externaldata` asks for, until nothing is asked. */
export async function compileWithFiles(
  compile: (files: Files) => Promise<PlanAnswer>,
  find: (uri: string) => Promise<Found>,
): Promise<PlanAnswer> {
  let files: Files = {}
  for (;;) {
    const plan = await compile(files)
    const asked = plan.ok ? undefined : plan.errors.find((error) => error.uri !== undefined)
    if (asked?.uri === undefined || Object.hasOwn(files, asked.uri)) return plan
    const found = await find(asked.uri)
    if (!found.ok) {
      const { hint: _hint, ...error } = asked
      const hint = found.hint === undefined ? {} : { hint: found.hint }
      return { ok: false, errors: [{ ...error, message: found.message, ...hint }] }
    }
    files = { ...files, [asked.uri]: found.path }
  }
}
