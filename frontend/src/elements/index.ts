/** Small behaviours over server HTML, each usable without the others. The pages work without any of them. */
import { CodeInput } from './code-input'
import { ConfirmSubmit } from './confirm-submit'
import { CopyButton } from './copy-button'
import { JobProgress } from './job-progress'
import { ThemeToggle } from './theme-toggle'

customElements.define('code-input', CodeInput)
customElements.define('confirm-submit', ConfirmSubmit)
customElements.define('copy-button', CopyButton)
customElements.define('job-progress', JobProgress)
customElements.define('theme-toggle', ThemeToggle)
