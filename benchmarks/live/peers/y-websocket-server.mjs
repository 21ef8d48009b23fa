// @y/websocket-server as its command starts it: HOST and PORT from the environment, nothing kept.
await import('./node_modules/@y/websocket-server/src/server.js')
