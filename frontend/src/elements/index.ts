/** Small behaviours over server HTML, each usable without the others. The pages work without any of them. */
import { CoWriting } from './co-writing'
import { CodeInput } from './code-input'
import { ConfirmSubmit } from './confirm-submit'
import { CopyButton } from './copy-button'
import { JobProgress } from './job-progress'
import { PlaceSearch } from './place-search'
import { TerritoryMap } from './territory-map'
import { ThemeToggle } from './theme-toggle'

customElements.define('co-writing', CoWriting)
customElements.define('code-input', CodeInput)
customElements.define('confirm-submit', ConfirmSubmit)
customElements.define('copy-button', CopyButton)
customElements.define('job-progress', JobProgress)
customElements.define('place-search', PlaceSearch)
customElements.define('territory-map', TerritoryMap)
customElements.define('theme-toggle', ThemeToggle)
