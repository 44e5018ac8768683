"""HEAD for whatever answers GET: the same headers and no body (RFC 9110, section 9.3.2)."""

from anyio import CancelScope
from starlette.types import Message, Receive, Scope, Send

from api.http.layer import Layer


class Headed(Layer):
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}
        with CancelScope() as rest:

            async def without_body(message: Message) -> None:
                if message["type"] == "http.response.start":
                    await send(message)
                elif message["type"] == "http.response.body":
                    await send({"type": "http.response.body"})
                    if message.get("more_body", False):
                        rest.cancel()  # a stream would go on for nothing

            await self.app(asked, receive, without_body)
        scope.update(asked, method="HEAD")  # which route it was, for the log
