"""What people wrote: chat content, API requests, API usage, searches. Only a person can say which field holds it.

Source: Fideslang `user.content`, `user.behavior`; the incident statement of November 2025, which names these as not
exposed. A field name shows only that a field *could* hold such a thing (`names`): the meaning comes from a person, so
absence is `cannot_tell` until then. Searches are the exception: analytics tools name them plainly.
Worse mistake: a miss; a promise that no chat was exposed must not rest on a field nobody read.
"""

from __future__ import annotations

from waspada.detect.evidence import ByMeaning
from waspada.detect.kind import By, Kind, Worse


def _kind(id_: str, category: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category=category,
        by=By.MEANING,
        worse=Worse.MISS,
        source=f"Fideslang {category}",
        label=label,
        label_id=label_id,
        names=names,
    )


CHAT = _kind(
    "chat_content",
    "user.content.private",
    "chat content",
    "isi percakapan",
    (
        *("message", "messages", "chat", "chat_message", "chat_content", "conversation", "transcript", "thread"),
        *("body", "text", "content", "comment", "comments", "description", "details", "note", "notes", "subject"),
        *("reply", "response", "answer", "question", "summary", "feedback", "review", "remark", "remarks", "bio"),
        *("prompt", "completion", "output", "input", "utterance", "dialog", "html_body", "plain_body", "signature"),
        *("message_text", "original_message", "message_body", "email_body", "voice_comment", "tweet", "post"),
        *("facebook_comment", "title", "conversation_title", "pesan", "percakapan", "obrolan", "isi", "isi_pesan"),
        *("komentar", "deskripsi", "catatan", "keterangan", "ulasan", "pertanyaan", "jawaban", "keluhan", "masukan"),
        *("suggestion", "instructions", "instruction", "system_prompt", "user_prompt", "assistant_message"),
    ),
)
REQUEST = _kind(
    "api_request",
    "user.content",
    "API request",
    "permintaan API",
    (
        *("request", "request_body", "api_request", "payload", "prompt", "completion", "input", "output", "query"),
        *("params", "parameters", "arguments", "args", "function_call", "tool_calls", "response", "response_body"),
        *(
            "post_data",
            "raw_body",
            "body",
            "json",
            "data",
            "api_response",
            "request_payload",
            "embedding",
            "instructions",
        ),
        *("permintaan", "isi_permintaan", "system_prompt", "user_prompt", "messages", "graphql_query"),
    ),
)
USAGE = _kind(
    "api_usage",
    "user.behavior",
    "API usage",
    "penggunaan API",
    (
        *("usage", "api_usage", "tokens", "token_count", "total_tokens", "prompt_tokens", "completion_tokens"),
        *("n_requests", "num_requests", "request_count", "requests", "api_calls", "call_count", "quota", "quota_used"),
        *("credits_used", "n_context_tokens_total", "n_generated_tokens_total", "rate_limit", "endpoint", "model_used"),
        *("cost", "spend", "monthly_spend", "usage_amount", "penggunaan", "pemakaian", "jumlah_permintaan"),
        *("input_tokens", "output_tokens", "cached_tokens", "api_endpoint", "hard_limit", "soft_limit"),
    ),
)
SEARCH = _kind(
    "search_query",
    "user.behavior.search_history",
    "search",
    "pencarian",
    (
        *("mp_keyword", "search_query", "search_term", "search_terms", "search_text", "search_keyword", "keyword"),
        *("search", "query_string_search", "utm_term", "initial_utm_term", "kata_kunci", "pencarian", "kata_pencarian"),
    ),
)
KIND = CHAT
KINDS = (CHAT, REQUEST, USAGE, SEARCH)
ONLY_A_PERSON_CAN_SAY = (CHAT, REQUEST, USAGE)

FINDER = ByMeaning(KINDS)
