const usedMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of processor time: on a machine that others use, fairer than the clock. */
export function cpuMs(work) {
  const before = usedMs()
  const done = work()
  return done instanceof Promise ? done.then(() => usedMs() - before) : usedMs() - before
}
