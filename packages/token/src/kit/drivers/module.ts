import { KitError } from '../errors.js'
import type { TargetAdapter, TargetSetup } from '../target.js'

type Verify = (token: string, setup: TargetSetup, expected: { readonly nonce?: string }) => unknown

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** A bare verify function as an adapter: what it returns is the identity, what it throws is a refusal. */
function fromVerify(verify: Verify, name: string): TargetAdapter {
  return {
    name,
    create: (setup) => ({
      async present(token, expected) {
        try {
          const identity = await verify(token, setup, expected)
          return { kind: 'accepted', ...(typeof identity === 'string' ? { identity } : {}) }
        } catch {
          return { kind: 'refused' }
        }
      },
    }),
  }
}

/**
 * The adapter a module exports: `adapter` (a TargetAdapter) or `verify(token, setup, expected)`.
 * @throws KitError TOK011 when it exports neither
 */
export function adapterOf(module: unknown, name: string): TargetAdapter {
  if (isObject(module)) {
    const { adapter, verify } = module
    if (isObject(adapter) && typeof adapter.create === 'function') return adapter as unknown as TargetAdapter
    if (typeof verify === 'function') return fromVerify(verify as Verify, name)
  }
  throw new KitError(
    'TOK011',
    'the adapter file exports neither adapter nor verify',
    'export const adapter = { name, create(setup) {...} }, or export async function verify(token, setup)',
  )
}
