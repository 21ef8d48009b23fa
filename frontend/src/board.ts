/** The passage board and its wall: a third of what acts in the rooms, for two pages. */
import { PassageBoard } from './elements/passage-board'
import { PassageWall } from './elements/passage-wall'

customElements.define('passage-board', PassageBoard)
customElements.define('passage-wall', PassageWall)
