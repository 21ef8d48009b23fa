/** For rooms where one works, after main.ts: a page for everyone does without (common/templatetags/shell.py). */
import './styles/inside.css'
import './elements/inside'
