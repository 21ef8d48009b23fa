const PREPARING = 202
const AGAIN_MS = 2000

/** Ask again while the server says that it is preparing what is asked for. */
export async function whenReady(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask()
    if (answer.status !== PREPARING) return answer
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}
