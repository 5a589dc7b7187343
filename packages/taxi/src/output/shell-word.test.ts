import { expect, it } from 'vitest'
import { shellWord } from './shell-word.js'

it('a path that a shell would split or expand is quoted, another stays as it is', () => {
  expect(shellWord('case-12/report')).toBe('case-12/report')
  expect(shellWord('C:\\cases\\12')).toBe('C:\\cases\\12')
  expect(shellWord('/home/eve/my case')).toBe('"/home/eve/my case"')
  expect(shellWord('a$(id)"b')).toBe('"a\\$(id)\\"b"')
})
