import { graphSignIn } from './graph-signin.js'
import { array, type ShapeWriter } from './writer.js'

export const graphSigninsBeta: ShapeWriter<'signIn'> = {
  id: 'graph-signins-beta',
  about: 'Microsoft Graph beta sign-ins of every kind, as a JSON array',
  kind: 'signIn',
  file: 'signins.json',
  open: (tenant) => array((signIn) => graphSignIn(tenant, signIn)),
}
