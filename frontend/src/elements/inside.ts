/** Behaviours of the rooms where one works. */
import { KeptAnswer } from './kept-answer'
import { PhotoSender } from './photo-sender'
import { SheetReview } from './sheet-review'
import { TapList } from './tap-list'
import { DayClock } from './day-clock'
import { DragOrder } from './drag-order'
import { BeforeAfter } from './before-after'
import { CiteCards } from './cite-cards'

customElements.define('kept-answer', KeptAnswer)
customElements.define('photo-sender', PhotoSender)
customElements.define('sheet-review', SheetReview)
customElements.define('tap-list', TapList)
customElements.define('day-clock', DayClock)
customElements.define('drag-order', DragOrder)
customElements.define('before-after', BeforeAfter)
customElements.define('cite-cards', CiteCards)
