import { expect, test } from 'vitest'
import { withPeople } from './people'

test('people told anew keep their place, newcomers come last', () => {
  const [ada, bob, cleo] = [person(1, 'Ada'), person(2, 'Bob'), person(3, 'Cléo')]

  expect(withPeople([ada, bob], [{ ...ada, screens: 2 }, cleo])).toEqual([{ ...ada, screens: 2 }, bob, cleo])
})

function person(seat: number, name: string) {
  return { seat, name, college: 'inhabitant', screens: 0 }
}
