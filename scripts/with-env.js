// Runs a command with variables set, the same on every platform: node scripts/with-env.js NAME=value -- command args...
import { spawnSync } from 'node:child_process'

const separator = process.argv.indexOf('--')
const variables = Object.fromEntries(process.argv.slice(2, separator).map((pair) => pair.split(/=(.*)/s, 2)))
const [command = '', ...args] = process.argv.slice(separator + 1)
const { status } = spawnSync(command, args, {
  stdio: 'inherit',
  env: { ...process.env, ...variables },
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
