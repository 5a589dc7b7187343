import { graphSignIn } from './graph-signin-form.js'
import { array, type ShapeWriter } from './writer.js'

export const graphSignins: ShapeWriter<'signIn'> = {
  id: 'graph-signin',
  aliases: ['graph-signins-beta', 'graph-signins'],
  about: 'Microsoft Graph beta sign-ins of every kind, as a JSON array',
  kind: 'signIn',
  file: 'signins.json',
  open: (tenant) => array((signIn) => graphSignIn(tenant, signIn)),
}
