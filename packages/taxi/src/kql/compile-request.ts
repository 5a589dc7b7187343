import type { PlanOptions } from '@bigyellowtaxi/core'

/** What a compiling process is asked, as JSON. */
export interface CompileRequest {
  readonly text: string
  readonly options: Omit<PlanOptions, 'now'> & { readonly now: string }
}

export const requestOf = (text: string, { now, ...options }: PlanOptions): CompileRequest => ({
  text,
  options: { ...options, now: now.toISOString() },
})
