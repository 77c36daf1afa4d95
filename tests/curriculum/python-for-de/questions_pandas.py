# What the answers say of pandas, one question a function.
import io
import warnings

import pandas as pd


def pandas_numpy_q1():
    orders, shops = pd.DataFrame({"order": [1, 2]}), pd.DataFrame({"order": [1], "shop_id": [17]})
    joined = orders.merge(shops, how="left")
    assert joined.shop_id.dtype == "float64" and str(joined.shop_id[0]) == "17.0"
    whole = joined.shop_id.astype("Int64")
    assert whole[0] == 17 and whole[1] is pd.NA


def pandas_numpy_q2():
    df = pd.DataFrame({"kwh": [-1, 2]})
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        df[df.kwh < 0]["kwh"] = 0
    assert warned and df.kwh.tolist() == [-1, 2]
    df.loc[df.kwh < 0, "kwh"] = 0
    assert df.kwh.tolist() == [0, 2]


def pandas_numpy_q3():
    text = "postcode,reading\n0150,n/a\n"
    guessed = pd.read_csv(io.StringIO(text)).iloc[0]
    assert guessed.postcode == 150 and pd.isna(guessed.reading)
    asis = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False).iloc[0]
    assert asis.tolist() == ["0150", "n/a"]


def pandas_numpy_q4():
    df = pd.DataFrame({"x": [10, None, 20]})
    assert df.x.mean() == 15 and df.x.sum() / len(df) == 10


for name, check in list(globals().items()):
    if "_q" in name:
        check()
        print(name)
