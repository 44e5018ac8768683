"""Reading by a language model of the user's choice, over any endpoint that speaks the chat-completions protocol.

The model only points at words. What it points at must stand verbatim in the article and is linked by the local reading
to the participants of the graph; what cannot be verified is refused, and its sentence is read locally.
"""
