"""The editions of a book, as built → what bookshops and libraries are told of them: an ONIX 3.1 message."""
