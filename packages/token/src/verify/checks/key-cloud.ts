import type { KeyCheck } from '../check.js'

/** US Government keys stand in the commercial key set under the commercial issuer: only this tells them apart. */
export const keyCloud: KeyCheck = {
  id: 'key-cloud',
  code: 'TOK310',
  stage: 'key',
  title: 'the key belongs to this cloud',
  clause: 'Microsoft IdentityModel IDX40012 (cloud_instance_name of the key)',
  judge: ({ key, policy: { authority } }) => {
    if (key.cloudInstanceName === undefined && authority.keyBinding === 'metadata') return undefined
    if (key.cloudInstanceName === undefined) return 'the key does not say to which cloud it belongs'
    return key.cloudInstanceName === authority.cloudInstanceName
      ? undefined
      : 'the key belongs to another cloud'
  },
}
