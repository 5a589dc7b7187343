/** The path as the engine takes it. An empty key, which a path has no form for, and one with a star, a wildcard even in quotes, make it a JSON pointer. */
export function enginePath(steps: readonly (string | number)[]): string {
  if (steps.some((step) => typeof step === 'string' && (step === '' || step.includes('*')))) {
    return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  }
  const parts = steps.map((step) => {
    if (typeof step === 'number') return step < 0 ? `[#${step}]` : `[${step}]`
    return `."${step.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  })
  return `$${parts.join('')}`
}

export const isPointer = (path: string): boolean => path.startsWith('/')
