"""An error that nobody foresaw becomes its problem below the other layers, so that it has an id, a line and a count."""

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from api.http.layer import Layer
from api.problems import unexpected


class Foreseen(Layer):
    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except ClientDisconnect:
            return
        except Exception as error:
            if begun:
                raise
            await unexpected(Request(scope), error)(scope, receive, send)
